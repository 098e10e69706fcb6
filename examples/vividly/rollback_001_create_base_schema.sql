-- Takes back 001_create_base_schema.sql. Newest first. No CASCADE: whatever still depends on a table stops the
-- rollback and is named.

BEGIN;

DROP TABLE IF EXISTS notifications;
DROP TABLE IF EXISTS student_requests;
DROP TABLE IF EXISTS user_sessions;
DROP TABLE IF EXISTS password_reset_tokens;
DROP TABLE IF EXISTS content_metadata;
DROP TABLE IF EXISTS student_activity;
DROP TABLE IF EXISTS student_progress;
DROP TABLE IF EXISTS topics;
DROP TABLE IF EXISTS student_interest;
DROP TABLE IF EXISTS interests;
DROP TABLE IF EXISTS class_student;
DROP TABLE IF EXISTS classes;
DROP TABLE IF EXISTS users;
DROP TABLE IF EXISTS schools;
DROP TABLE IF EXISTS organizations;

COMMIT;
