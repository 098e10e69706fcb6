-- 35 indexes on 16 tables, built while the site is up: each statement is a transaction of its own, and none is taken
-- back when a later one fails. IF NOT EXISTS lets the file run again; it would also keep an invalid index that a build
-- left behind when it was cut off, so look at pg_index.indisvalid. None is a prefix of a key or of another index.
-- belay: requires users, classes, class_student, student_interest, student_progress, student_activity
-- belay: requires content_metadata, password_reset_tokens, user_sessions, student_requests, notifications
-- belay: requires request_stages, request_events, request_metrics, request_retry_log, request_dependencies

-- People: who is where, sign-in, the list of newcomers.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_users_organization_role ON users (organization_id, role);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_users_school ON users (school_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_users_role_created ON users (role, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_users_last_login ON users (last_login_at DESC NULLS LAST);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_users_lower_email ON users (lower(email));

-- Classes.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_classes_teacher_created ON classes (teacher_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_classes_school ON classes (school_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_classes_organization_active ON classes (organization_id)
    WHERE NOT is_archived;

-- Link tables: the other direction, and the order in which people see them.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_class_student_student ON class_student (student_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_class_student_class_enrolled ON class_student (class_id, enrolled_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_interest_interest ON student_interest (interest_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_interest_student_rank
    ON student_interest (student_id, preference_rank);

-- Learning: progress lists, reports per class and topic, the activity feed.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_progress_topic_status ON student_progress (topic_id, status);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_progress_class ON student_progress (class_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_progress_student_updated
    ON student_progress (student_id, updated_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_progress_completed ON student_progress (completed_at DESC)
    WHERE completed_at IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_activity_student_created
    ON student_activity (student_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_activity_type_created
    ON student_activity (activity_type, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_activity_content ON student_activity (content_id)
    WHERE content_id IS NOT NULL;

-- Content: the library, the review list, search by tag.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_metadata_topic_grade ON content_metadata (topic_id, grade_level);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_metadata_status_created
    ON content_metadata (status, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_content_metadata_tags ON content_metadata USING gin (tags);

-- Request tracking: what the dashboards read, and the foreign keys that no key serves.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_request_stages_name_status ON request_stages (stage_name, status);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_request_events_request_created
    ON request_events (request_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_request_metrics_hour ON request_metrics (metric_hour DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_request_retry_log_next_retry ON request_retry_log (next_retry_at)
    WHERE succeeded IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_request_dependencies_depends_on
    ON request_dependencies (depends_on_request_id);

-- Sign-in: what belongs to a person, and what the clean-up job looks for.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_password_reset_tokens_user ON password_reset_tokens (user_id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_password_reset_tokens_unused_expiry ON password_reset_tokens (expires_at)
    WHERE used_at IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_user_sessions_user_created ON user_sessions (user_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_user_sessions_live_expiry ON user_sessions (expires_at)
    WHERE revoked_at IS NULL;

-- The request form of old, and the bell.
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_requests_student_created
    ON student_requests (student_id, created_at DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_student_requests_status_created ON student_requests (status, created_at);
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_notifications_user_unread ON notifications (user_id, created_at DESC)
    WHERE read_at IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS idx_notifications_type_created
    ON notifications (notification_type, created_at DESC);
