-- The fifteen tables that Vividly began with: primary and unique keys and nothing else. Rows point at each other by
-- value, which the application keeps in order; indexes follow once the load is known.

BEGIN;

CREATE TABLE organizations (
    organization_id varchar(100) PRIMARY KEY,
    name varchar(255) NOT NULL,
    domain varchar(255) UNIQUE,
    subscription_tier varchar(50) NOT NULL DEFAULT 'free',
    settings jsonb NOT NULL DEFAULT '{}',
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE schools (
    school_id varchar(100) PRIMARY KEY,
    organization_id varchar(100) NOT NULL,
    name varchar(255) NOT NULL,
    city varchar(100),
    country_code char(2),
    time_zone varchar(64) NOT NULL DEFAULT 'UTC',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (organization_id, name)
);

CREATE TABLE users (
    user_id varchar(100) PRIMARY KEY,
    organization_id varchar(100),
    school_id varchar(100),
    email varchar(255) NOT NULL UNIQUE,
    password_hash varchar(255),
    first_name varchar(100),
    last_name varchar(100),
    role varchar(30) NOT NULL DEFAULT 'student',
    grade_level smallint,
    is_active boolean NOT NULL DEFAULT true,
    last_login_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN users.password_hash IS 'NULL for people who sign in through their school';

CREATE TABLE classes (
    class_id varchar(100) PRIMARY KEY,
    organization_id varchar(100),
    school_id varchar(100),
    teacher_id varchar(100) NOT NULL,
    class_code varchar(20) NOT NULL UNIQUE,
    name varchar(255) NOT NULL,
    subject varchar(100),
    grade_level smallint,
    is_archived boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE class_student (
    class_id varchar(100) NOT NULL,
    student_id varchar(100) NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    left_at timestamptz,
    PRIMARY KEY (class_id, student_id)
);

CREATE TABLE interests (
    interest_id varchar(100) PRIMARY KEY,
    name varchar(100) NOT NULL UNIQUE,
    category varchar(100),
    description text,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE student_interest (
    student_id varchar(100) NOT NULL,
    interest_id varchar(100) NOT NULL,
    preference_rank smallint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (student_id, interest_id)
);

CREATE TABLE topics (
    topic_id varchar(100) PRIMARY KEY,
    subject varchar(100) NOT NULL,
    name varchar(255) NOT NULL,
    description text,
    min_grade_level smallint,
    max_grade_level smallint,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (subject, name)
);

CREATE TABLE student_progress (
    progress_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    student_id varchar(100) NOT NULL,
    topic_id varchar(100) NOT NULL,
    class_id varchar(100),
    status varchar(30) NOT NULL DEFAULT 'not_started',
    progress_percentage smallint NOT NULL DEFAULT 0,
    videos_watched integer NOT NULL DEFAULT 0,
    watch_seconds integer NOT NULL DEFAULT 0,
    started_at timestamptz,
    completed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (student_id, topic_id)
);

CREATE TABLE student_activity (
    activity_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    student_id varchar(100) NOT NULL,
    activity_type varchar(50) NOT NULL,
    topic_id varchar(100),
    content_id varchar(100),
    details jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE content_metadata (
    content_id varchar(100) PRIMARY KEY,
    cache_key varchar(128) NOT NULL UNIQUE,
    topic_id varchar(100) NOT NULL,
    interest_id varchar(100),
    title varchar(255) NOT NULL,
    grade_level smallint,
    status varchar(30) NOT NULL DEFAULT 'draft',
    video_url text,
    duration_seconds integer,
    tags text[] NOT NULL DEFAULT '{}',
    view_count bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN content_metadata.cache_key IS 'hash of topic, interest and grade: a video is made once';

CREATE TABLE password_reset_tokens (
    token_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id varchar(100) NOT NULL,
    token_hash varchar(128) NOT NULL UNIQUE,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE user_sessions (
    session_id varchar(100) PRIMARY KEY,
    user_id varchar(100) NOT NULL,
    refresh_token_hash varchar(128) NOT NULL UNIQUE,
    ip_address inet,
    user_agent text,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE student_requests (
    request_id varchar(100) PRIMARY KEY,
    student_id varchar(100) NOT NULL,
    topic_id varchar(100),
    request_text text NOT NULL,
    status varchar(30) NOT NULL DEFAULT 'pending',
    reviewed_by varchar(100),
    reviewed_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE notifications (
    notification_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id varchar(100) NOT NULL,
    notification_type varchar(50) NOT NULL,
    title varchar(255) NOT NULL,
    body text,
    payload jsonb NOT NULL DEFAULT '{}',
    read_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now()
);

COMMIT;
