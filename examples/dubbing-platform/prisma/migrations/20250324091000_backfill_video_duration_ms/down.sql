-- Nothing to take back: the old column still holds every value, and the new one goes with step 1.
SELECT 1;
