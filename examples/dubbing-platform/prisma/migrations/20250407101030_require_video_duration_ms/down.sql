-- The old column comes back, as the last one, with its values rounded up to whole seconds.

-- AlterTable
ALTER TABLE "Video" ADD COLUMN "durationSeconds" INTEGER,
ALTER COLUMN "durationMs" DROP NOT NULL;

UPDATE "Video" SET "durationSeconds" = ceil("durationMs" / 1000.0);

-- AlterTable
ALTER TABLE "Video" ALTER COLUMN "durationSeconds" SET NOT NULL;
