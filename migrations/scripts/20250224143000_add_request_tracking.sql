-- // add request tracking
-- A content request from its arrival to the finished video: its stages, events and retries, hourly numbers, and two
-- views for the people on call. May run twice: every statement keeps what is there.
-- belay: requires organizations, users

DO $$
BEGIN
    IF to_regtype('content_request_status') IS NULL THEN
        CREATE TYPE content_request_status AS ENUM (
            'pending',
            'validating',
            'retrieving',
            'generating_script',
            'generating_video',
            'processing_video',
            'completed',
            'failed'
        );
    END IF;
    IF to_regtype('content_stage_status') IS NULL THEN
        CREATE TYPE content_stage_status AS ENUM ('pending', 'in_progress', 'completed', 'failed', 'skipped');
    END IF;
END
$$;

CREATE TABLE IF NOT EXISTS pipeline_stage_definitions (
    stage_name varchar(50) PRIMARY KEY,
    display_name varchar(100) NOT NULL,
    description text,
    stage_order smallint NOT NULL UNIQUE,
    estimated_duration_seconds integer NOT NULL CHECK (estimated_duration_seconds > 0),
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE IF NOT EXISTS content_requests (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    correlation_id varchar(100) NOT NULL UNIQUE,
    student_id varchar(100) NOT NULL
        CONSTRAINT content_requests_student_id_fkey REFERENCES users (user_id) ON DELETE CASCADE,
    organization_id varchar(100)
        CONSTRAINT content_requests_organization_id_fkey REFERENCES organizations (organization_id) ON DELETE CASCADE,
    topic varchar(255) NOT NULL,
    learning_objective text,
    grade_level smallint,
    status content_request_status NOT NULL DEFAULT 'pending',
    current_stage varchar(50),
    progress_percentage smallint NOT NULL DEFAULT 0 CHECK (progress_percentage BETWEEN 0 AND 100),
    video_url text,
    error_message text,
    error_stage varchar(50),
    error_details jsonb,
    retry_count smallint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    started_at timestamptz,
    completed_at timestamptz,
    failed_at timestamptz
);

COMMENT ON COLUMN content_requests.correlation_id IS 'the caller''s own key: a request that is sent twice is made once';

CREATE TABLE IF NOT EXISTS request_stages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    stage_name varchar(50) NOT NULL REFERENCES pipeline_stage_definitions (stage_name),
    status content_stage_status NOT NULL DEFAULT 'pending',
    started_at timestamptz,
    completed_at timestamptz,
    duration_seconds numeric(10, 3),
    error_message text,
    error_details jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (request_id, stage_name)
);

-- The time is the clock's, not the transaction's: events of one transaction keep their order.
CREATE TABLE IF NOT EXISTS request_events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    event_type varchar(50) NOT NULL,
    severity varchar(10) NOT NULL DEFAULT 'info'
        CHECK (severity IN ('debug', 'info', 'warning', 'error', 'critical')),
    stage_name varchar(50),
    message text NOT NULL,
    metadata jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE IF NOT EXISTS request_metrics (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organization_id varchar(100) NOT NULL REFERENCES organizations (organization_id) ON DELETE CASCADE,
    metric_hour timestamptz NOT NULL,
    total_requests integer NOT NULL DEFAULT 0,
    completed_requests integer NOT NULL DEFAULT 0,
    failed_requests integer NOT NULL DEFAULT 0,
    total_duration_seconds bigint NOT NULL DEFAULT 0,
    validation_errors integer NOT NULL DEFAULT 0,
    rag_retrieval_errors integer NOT NULL DEFAULT 0,
    script_generation_errors integer NOT NULL DEFAULT 0,
    video_generation_errors integer NOT NULL DEFAULT 0,
    video_processing_errors integer NOT NULL DEFAULT 0,
    notification_errors integer NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, metric_hour)
);

COMMENT ON COLUMN request_metrics.total_duration_seconds IS
    'of the completed requests; a sum, so that hours can be added up to a true average';

CREATE TABLE IF NOT EXISTS request_retry_log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    attempt_number smallint NOT NULL,
    stage_name varchar(50),
    reason text NOT NULL,
    succeeded boolean,
    attempted_at timestamptz NOT NULL DEFAULT now(),
    next_retry_at timestamptz,
    UNIQUE (request_id, attempt_number)
);

CREATE TABLE IF NOT EXISTS request_dependencies (
    request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    depends_on_request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    dependency_type varchar(30) NOT NULL DEFAULT 'blocks',
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (request_id, depends_on_request_id),
    CONSTRAINT request_dependencies_not_itself CHECK (request_id <> depends_on_request_id)
);

CREATE TABLE IF NOT EXISTS request_stage_transitions (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES content_requests (id) ON DELETE CASCADE,
    transition_number integer NOT NULL,
    from_stage varchar(50),
    to_stage varchar(50) NOT NULL,
    triggered_by varchar(100),
    transitioned_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (request_id, transition_number)
);

CREATE INDEX IF NOT EXISTS idx_content_requests_correlation ON content_requests (correlation_id);
CREATE INDEX IF NOT EXISTS idx_content_requests_student ON content_requests (student_id);
CREATE INDEX IF NOT EXISTS idx_content_requests_status ON content_requests (status);
CREATE INDEX IF NOT EXISTS idx_content_requests_created ON content_requests (created_at);
CREATE INDEX IF NOT EXISTS idx_content_requests_org ON content_requests (organization_id);

-- Stages weigh what they take: after the script a request is at 23 %, not at 50 %.
CREATE OR REPLACE FUNCTION calculate_request_progress(p_request_id uuid) RETURNS integer
LANGUAGE sql STABLE
AS $$
    SELECT coalesce(
        round(
            100.0
                * sum(definition.estimated_duration_seconds) FILTER (WHERE stage.status IN ('completed', 'skipped'))
                / sum(definition.estimated_duration_seconds)
        ),
        0
    )::integer
    FROM pipeline_stage_definitions AS definition
    LEFT JOIN request_stages AS stage
        ON stage.stage_name = definition.stage_name AND stage.request_id = p_request_id
$$;

CREATE OR REPLACE FUNCTION update_request_progress() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    -- The lock comes first, in a statement of its own: two workers that finish stages of one request at the same time
    -- then follow each other, and the second one counts the stage of the first.
    PERFORM 1 FROM content_requests WHERE id = NEW.request_id FOR NO KEY UPDATE;
    UPDATE content_requests
    SET progress_percentage = calculate_request_progress(NEW.request_id),
        current_stage = CASE WHEN NEW.status = 'in_progress' THEN NEW.stage_name ELSE current_stage END
    WHERE id = NEW.request_id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION log_status_change() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO request_events (request_id, event_type, severity, stage_name, message, metadata)
    VALUES (
        NEW.id,
        'status_changed',
        CASE WHEN NEW.status = 'failed' THEN 'error' ELSE 'info' END,
        CASE WHEN NEW.status = 'failed' THEN NEW.error_stage ELSE NEW.current_stage END,
        format('status changed from %s to %s', OLD.status, NEW.status),
        jsonb_strip_nulls(jsonb_build_object('from', OLD.status, 'to', NEW.status, 'error', NEW.error_message))
    );
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION set_updated_at() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at := clock_timestamp();
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER update_progress_on_stage_change
AFTER INSERT OR UPDATE ON request_stages
FOR EACH ROW EXECUTE FUNCTION update_request_progress();

CREATE OR REPLACE TRIGGER log_request_status_changes
AFTER UPDATE ON content_requests
FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION log_status_change();

CREATE OR REPLACE TRIGGER set_content_requests_updated_at
BEFORE UPDATE ON content_requests
FOR EACH ROW EXECUTE FUNCTION set_updated_at();

CREATE OR REPLACE VIEW active_requests_dashboard AS
SELECT
    request.id,
    request.correlation_id,
    request.student_id,
    request.organization_id,
    organization.name AS organization_name,
    request.topic,
    request.status,
    request.current_stage,
    stage.display_name AS current_stage_name,
    request.progress_percentage,
    request.retry_count,
    request.created_at,
    extract(epoch FROM now() - request.created_at)::bigint AS age_seconds
FROM content_requests AS request
LEFT JOIN organizations AS organization ON organization.organization_id = request.organization_id
LEFT JOIN pipeline_stage_definitions AS stage ON stage.stage_name = request.current_stage
WHERE request.status NOT IN ('completed', 'failed');

CREATE OR REPLACE VIEW request_metrics_summary AS
SELECT
    organization_id,
    sum(total_requests) AS total_requests,
    sum(completed_requests) AS completed_requests,
    sum(failed_requests) AS failed_requests,
    round(100.0 * sum(failed_requests) / nullif(sum(total_requests), 0), 2) AS failure_percentage,
    round(sum(total_duration_seconds) / nullif(sum(completed_requests), 0), 1) AS average_duration_seconds,
    sum(validation_errors) AS validation_errors,
    sum(rag_retrieval_errors) AS rag_retrieval_errors,
    sum(script_generation_errors) AS script_generation_errors,
    sum(video_generation_errors) AS video_generation_errors,
    sum(video_processing_errors) AS video_processing_errors,
    sum(notification_errors) AS notification_errors
FROM request_metrics
WHERE metric_hour >= now() - interval '24 hours'
GROUP BY organization_id;

INSERT INTO pipeline_stage_definitions (stage_name, display_name, description, stage_order, estimated_duration_seconds)
VALUES
    ('validation', 'Validation', 'The request is complete and allowed', 1, 2),
    ('rag_retrieval', 'RAG Retrieval', 'Teaching material for the topic is found', 2, 10),
    ('script_generation', 'Script Generation', 'The script is written and checked', 3, 30),
    ('video_generation', 'Video Generation', 'Pictures and voice are made', 4, 120),
    ('video_processing', 'Video Processing & Upload', 'The video is encoded and stored', 5, 20),
    ('notification', 'Student Notification', 'The student is told', 6, 2)
ON CONFLICT (stage_name) DO NOTHING;

-- //@UNDO
-- Triggers and indexes go with their tables; functions and types do not.

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
