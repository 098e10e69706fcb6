-- Step 1 of 3, seconds to milliseconds: the new column, empty. From the release that brings this on, the application
-- writes both columns and reads the old one.

-- AlterTable
ALTER TABLE "Video" ADD COLUMN "durationMs" INTEGER;
