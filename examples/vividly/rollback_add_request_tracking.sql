-- Takes back add_request_tracking.sql. Triggers and indexes go with their tables; functions and types do not.

BEGIN;

DROP VIEW IF EXISTS request_metrics_summary;
DROP VIEW IF EXISTS active_requests_dashboard;

DROP TABLE IF EXISTS request_stage_transitions;
DROP TABLE IF EXISTS request_dependencies;
DROP TABLE IF EXISTS request_retry_log;
DROP TABLE IF EXISTS request_metrics;
DROP TABLE IF EXISTS request_events;
DROP TABLE IF EXISTS request_stages;
DROP TABLE IF EXISTS content_requests;
DROP TABLE IF EXISTS pipeline_stage_definitions;

DROP FUNCTION IF EXISTS set_updated_at();
DROP FUNCTION IF EXISTS log_status_change();
DROP FUNCTION IF EXISTS update_request_progress();
DROP FUNCTION IF EXISTS calculate_request_progress(uuid);

DROP TYPE IF EXISTS content_stage_status;
DROP TYPE IF EXISTS content_request_status;

COMMIT;
