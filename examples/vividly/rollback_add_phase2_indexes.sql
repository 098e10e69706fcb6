-- Takes back add_phase2_indexes.sql.

DROP INDEX CONCURRENTLY IF EXISTS idx_notifications_type_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_notifications_user_unread;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_requests_status_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_requests_student_created;

DROP INDEX CONCURRENTLY IF EXISTS idx_user_sessions_live_expiry;
DROP INDEX CONCURRENTLY IF EXISTS idx_user_sessions_user_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_password_reset_tokens_unused_expiry;
DROP INDEX CONCURRENTLY IF EXISTS idx_password_reset_tokens_user;

DROP INDEX CONCURRENTLY IF EXISTS idx_request_dependencies_depends_on;
DROP INDEX CONCURRENTLY IF EXISTS idx_request_retry_log_next_retry;
DROP INDEX CONCURRENTLY IF EXISTS idx_request_metrics_hour;
DROP INDEX CONCURRENTLY IF EXISTS idx_request_events_request_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_request_stages_name_status;

DROP INDEX CONCURRENTLY IF EXISTS idx_content_metadata_tags;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_metadata_status_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_content_metadata_topic_grade;

DROP INDEX CONCURRENTLY IF EXISTS idx_student_activity_content;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_activity_type_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_activity_student_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_progress_completed;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_progress_student_updated;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_progress_class;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_progress_topic_status;

DROP INDEX CONCURRENTLY IF EXISTS idx_student_interest_student_rank;
DROP INDEX CONCURRENTLY IF EXISTS idx_student_interest_interest;
DROP INDEX CONCURRENTLY IF EXISTS idx_class_student_class_enrolled;
DROP INDEX CONCURRENTLY IF EXISTS idx_class_student_student;

DROP INDEX CONCURRENTLY IF EXISTS idx_classes_organization_active;
DROP INDEX CONCURRENTLY IF EXISTS idx_classes_school;
DROP INDEX CONCURRENTLY IF EXISTS idx_classes_teacher_created;

DROP INDEX CONCURRENTLY IF EXISTS idx_users_lower_email;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_last_login;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_role_created;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_school;
DROP INDEX CONCURRENTLY IF EXISTS idx_users_organization_role;
