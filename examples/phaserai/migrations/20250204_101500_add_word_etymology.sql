-- Migration: 20250204_101500_add_word_etymology
-- Author: database team
-- Date: 2025-02-04
-- Description: Where a word comes from: its parents, by derivation, compound, borrowing or sound change
-- Dependencies: languages, words

-- UP:
BEGIN;

CREATE TYPE etymology_kind AS ENUM ('derivation', 'compound', 'borrowing', 'sound_change');

CREATE TABLE word_etymology (
    etymology_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    word_id uuid NOT NULL REFERENCES words (word_id) ON DELETE CASCADE,
    parent_word_id uuid NOT NULL REFERENCES words (word_id) ON DELETE CASCADE,
    kind etymology_kind NOT NULL,
    morpheme varchar(50),
    notes text,
    confidence numeric(3, 2) NOT NULL DEFAULT 1.00 CHECK (confidence BETWEEN 0 AND 1),
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (word_id, parent_word_id, kind),
    CONSTRAINT word_etymology_not_itself CHECK (word_id <> parent_word_id)
);

CREATE TABLE morphemes (
    morpheme_id uuid PRIMARY KEY DEFAULT uuid_generate_v4(),
    language_id uuid NOT NULL REFERENCES languages (language_id) ON DELETE CASCADE,
    form varchar(50) NOT NULL,
    position varchar(10) NOT NULL CHECK (position IN ('prefix', 'infix', 'suffix')),
    meaning text,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (language_id, form, position)
);

-- All ancestors of a word with the shortest distance to each. UNION, not UNION ALL, and a limit: people make cycles.
CREATE FUNCTION word_ancestors(p_word_id uuid) RETURNS TABLE (ancestor_id uuid, distance integer)
LANGUAGE sql STABLE
AS $$
    WITH RECURSIVE ancestry (word_id, distance) AS (
        SELECT parent_word_id, 1 FROM word_etymology WHERE word_etymology.word_id = p_word_id
        UNION
        SELECT parent.parent_word_id, ancestry.distance + 1
        FROM ancestry
        JOIN word_etymology AS parent ON parent.word_id = ancestry.word_id
        WHERE ancestry.distance < 20
    )
    SELECT ancestry.word_id, min(ancestry.distance)
    FROM ancestry
    WHERE ancestry.word_id <> p_word_id
    GROUP BY ancestry.word_id;
$$;

COMMIT;

-- DOWN:
-- BEGIN;
-- DROP FUNCTION IF EXISTS word_ancestors(uuid);
-- DROP TABLE IF EXISTS morphemes;
-- DROP TABLE IF EXISTS word_etymology;
-- DROP TYPE IF EXISTS etymology_kind;
-- COMMIT;
