-- Takes back add_compound_indexes_content_requests.sql.

DROP INDEX CONCURRENTLY IF EXISTS idx_content_requests_failed_debugging;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_requests_org_status_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_requests_status_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_requests_student_status_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_requests_correlation_status;
