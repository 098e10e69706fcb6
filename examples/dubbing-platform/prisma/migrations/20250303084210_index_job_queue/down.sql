-- DropIndex
DROP INDEX CONCURRENTLY IF EXISTS "Job_status_createdAt_idx";
