/*
  Warnings:

  - You are about to drop the column `durationSeconds` on the `Video` table. All the data in the column will be lost.
  - Made the column `durationMs` on table `Video` required. This step will fail if there are existing NULL values in that column.

*/
-- Step 3 of 3, seconds to milliseconds: goes out after the release that reads only the new column. The few rows that an
-- old process wrote since the backfill are filled here.
UPDATE "Video" SET "durationMs" = "durationSeconds" * 1000 WHERE "durationMs" IS NULL;

-- AlterTable
ALTER TABLE "Video" DROP COLUMN "durationSeconds",
ALTER COLUMN "durationMs" SET NOT NULL;
