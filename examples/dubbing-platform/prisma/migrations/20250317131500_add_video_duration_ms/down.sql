-- AlterTable
ALTER TABLE "Video" DROP COLUMN "durationMs";
