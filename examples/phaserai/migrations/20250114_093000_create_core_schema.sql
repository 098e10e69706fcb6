-- Migration: 20250114_093000_create_core_schema
-- Author: database team
-- Date: 2025-01-14
-- Description: People, the languages they construct, words and their translations
-- Dependencies: none

-- UP:
BEGIN;

CREATE EXTENSION IF NOT EXISTS "uuid-ossp";

CREATE FUNCTION update_updated_at_column() RETURNS trigger
LANGUAGE plpgsql
AS $$
BEGIN
    NEW.updated_at = now();
    RETURN NEW;
END;
$$;

CREATE TABLE users (
    user_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    cognito_sub varchar(64) NOT NULL UNIQUE,
    email varchar(255) NOT NULL UNIQUE,
    username varchar(50) NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE languages (
    language_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    owner_id uuid NOT NULL REFERENCES users (user_id) ON DELETE CASCADE,
    name varchar(100) NOT NULL,
    phonemes text[] NOT NULL DEFAULT '{}',
    alphabet jsonb NOT NULL DEFAULT '{}',
    rules text NOT NULL DEFAULT '',
    is_public boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (owner_id, name)
);

CREATE TABLE words (
    word_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    language_id uuid NOT NULL REFERENCES languages (language_id) ON DELETE CASCADE,
    spelling varchar(255) NOT NULL,
    pronunciation varchar(255),
    part_of_speech varchar(30) NOT NULL,
    is_root boolean NOT NULL DEFAULT false,
    notes text,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (language_id, spelling, part_of_speech)
);

COMMENT ON COLUMN words.pronunciation IS 'in the International Phonetic Alphabet';

CREATE TABLE word_translations (
    translation_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    word_id uuid NOT NULL REFERENCES words (word_id) ON DELETE CASCADE,
    language_code varchar(10) NOT NULL,
    meaning text NOT NULL,
    context text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (word_id, language_code, meaning)
);

CREATE TRIGGER update_users_updated_at
BEFORE UPDATE ON users
FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_languages_updated_at
BEFORE UPDATE ON languages
FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

CREATE TRIGGER update_words_updated_at
BEFORE UPDATE ON words
FOR EACH ROW EXECUTE FUNCTION update_updated_at_column();

INSERT INTO schema_migrations (version, description)
VALUES ('20250114_093000', 'People, the languages they construct, words and their translations')
ON CONFLICT (version) DO NOTHING;

COMMIT;

-- DOWN:
-- BEGIN;
--
-- DROP TABLE IF EXISTS word_translations;
-- DROP TABLE IF EXISTS words;
-- DROP TABLE IF EXISTS languages;
-- DROP TABLE IF EXISTS users;
-- DROP FUNCTION IF EXISTS update_updated_at_column();
-- DROP EXTENSION IF EXISTS "uuid-ossp";
--
-- DELETE FROM schema_migrations WHERE version = '20250114_093000';
--
-- COMMIT;
