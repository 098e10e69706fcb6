-- Step 2 of 3, seconds to milliseconds: fills the new column, 100 rows to a transaction, so that no row stays locked for
-- longer than its batch. Follows the primary key, so that no batch reads what an earlier one has done. May be stopped
-- and run again at any time. Alone in its file: a block that commits cannot run inside a transaction.
-- belay: no-transaction

DO $$
DECLARE
    batch_start text := '';
    batch_end text;
    changed bigint;
    total bigint := 0;
BEGIN
    LOOP
        SELECT max("id") INTO batch_end
        FROM (SELECT "id" FROM "Video" WHERE "id" > batch_start ORDER BY "id" LIMIT 100) AS batch;
        EXIT WHEN batch_end IS NULL;

        UPDATE "Video"
        SET "durationMs" = "durationSeconds" * 1000
        WHERE "id" > batch_start AND "id" <= batch_end AND "durationMs" IS NULL;
        GET DIAGNOSTICS changed = ROW_COUNT;
        COMMIT;

        batch_start := batch_end;
        total := total + changed;
        IF changed > 0 THEN
            RAISE NOTICE '% videos have a duration in milliseconds', total;
        END IF;
    END LOOP;
END
$$;
