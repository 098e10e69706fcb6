-- The queue asks for the oldest job of a status many times a second, and "Job" is large: the index is built while the
-- site is up. Alone in its file, because a concurrent build cannot share a transaction.

-- CreateIndex
CREATE INDEX CONCURRENTLY "Job_status_createdAt_idx" ON "Job"("status", "createdAt");
