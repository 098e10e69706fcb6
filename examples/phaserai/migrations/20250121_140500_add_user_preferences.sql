-- Migration: 20250121_140500_add_user_preferences
-- Author: database team
-- Date: 2025-01-21
-- Description: What each person prefers to see, and one row of defaults for everybody who is there already
-- Dependencies: users

-- UP:
\timing on

BEGIN;

CREATE TABLE user_preferences (
    user_id uuid PRIMARY KEY REFERENCES users (user_id) ON DELETE CASCADE,
    theme varchar(20) NOT NULL DEFAULT 'system' CHECK (theme IN ('light', 'dark', 'system')),
    interface_language varchar(10) NOT NULL DEFAULT 'en',
    show_pronunciation boolean NOT NULL DEFAULT true,
    auto_save boolean NOT NULL DEFAULT true,
    words_per_page integer NOT NULL DEFAULT 50 CHECK (words_per_page BETWEEN 10 AND 500),
    shortcuts jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TRIGGER update_user_preferences_updated_at
BEFORE UPDATE ON user_preferences
FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO user_preferences (user_id)
SELECT user_id FROM users;

COMMIT;

-- DOWN:
-- BEGIN;
-- DROP TABLE IF EXISTS user_preferences;
-- COMMIT;
