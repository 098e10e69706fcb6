-- One index per question that is asked all day, built while the site is up: is this request already there; a student's
-- own list; the administrators' list; the same for one organization; what fails, where and since when.
-- belay: requires content_requests

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_requests_correlation_status
    ON content_requests (correlation_id, status);

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_requests_student_status_created
    ON content_requests (student_id, status, created_at DESC);

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_requests_status_created
    ON content_requests (status, created_at DESC);

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_requests_org_status_created
    ON content_requests (organization_id, status, created_at DESC)
    WHERE organization_id IS NOT NULL;

CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_requests_failed_debugging
    ON content_requests (status, error_stage, failed_at DESC)
    WHERE status = 'failed';
