-- // add feature flags
-- Flags with a gradual rollout, exceptions for one organization or one person, and a record of who changed what.

CREATE TABLE feature_flags (
    key varchar(100) PRIMARY KEY,
    name varchar(255) NOT NULL,
    description text,
    enabled boolean NOT NULL DEFAULT false,
    rollout_percentage smallint NOT NULL DEFAULT 0 CHECK (rollout_percentage BETWEEN 0 AND 100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN feature_flags.rollout_percentage IS
    'share of people who see it while it is enabled; an override wins over it';

CREATE TABLE feature_flag_overrides (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flag_key varchar(100) NOT NULL REFERENCES feature_flags (key) ON DELETE CASCADE,
    organization_id varchar(100),
    user_id varchar(100),
    enabled boolean NOT NULL,
    reason text,
    expires_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (flag_key, organization_id),
    UNIQUE (flag_key, user_id),
    CONSTRAINT feature_flag_overrides_one_target CHECK (num_nonnulls(organization_id, user_id) = 1)
);

-- No foreign key here: what happened to a flag outlives the flag.
CREATE TABLE feature_flag_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    flag_key varchar(100) NOT NULL,
    action varchar(30) NOT NULL,
    old_value jsonb,
    new_value jsonb,
    changed_by varchar(100),
    changed_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO feature_flags (key, name, description, enabled, rollout_percentage)
VALUES
    ('video_generation', 'Video Generation', 'Personal learning videos from a topic and an interest', true, 100),
    ('advanced_analytics', 'Advanced Analytics', 'Learning curves and cohorts for administrators', true, 0),
    ('social_features', 'Social Features', 'Sharing and comments among classmates', false, 0),
    ('personalized_playlists', 'Personalized Playlists', 'Playlists from interests and progress', false, 0),
    ('teacher_dashboard_v2', 'Teacher Dashboard v2', 'The rewritten dashboard', false, 0),
    ('content_recommendations', 'Content Recommendations', 'What to watch next', false, 0),
    ('mobile_app', 'Mobile App', 'Sign-in from the mobile application', false, 0),
    ('api_v2', 'API v2', 'The second version of the public interface', false, 0);

-- //@UNDO

DROP TABLE IF EXISTS feature_flag_audit;
DROP TABLE IF EXISTS feature_flag_overrides;
DROP TABLE IF EXISTS feature_flags;
