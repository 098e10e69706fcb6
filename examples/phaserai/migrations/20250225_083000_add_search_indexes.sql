-- Migration: 20250225_083000_add_search_indexes
-- Author: database team
-- Date: 2025-02-25
-- Description: Search in words and meanings, public languages, descendants of a word
-- Dependencies: languages, words, word_translations, word_etymology

-- UP:
-- No BEGIN here: in staging and production the builds are concurrent.
CREATE INDEX ${CONCURRENTLY} IF NOT EXISTS idx_words_lower_spelling ON words (lower(spelling) text_pattern_ops);

CREATE INDEX ${CONCURRENTLY} IF NOT EXISTS idx_word_translations_meaning
    ON word_translations USING gin (to_tsvector('simple', meaning));

CREATE INDEX ${CONCURRENTLY} IF NOT EXISTS idx_languages_public ON languages (created_at DESC) WHERE is_public;

CREATE INDEX ${CONCURRENTLY} IF NOT EXISTS idx_word_etymology_parent ON word_etymology (parent_word_id);

-- DOWN:
-- DROP INDEX ${CONCURRENTLY} IF EXISTS idx_word_etymology_parent;
-- DROP INDEX ${CONCURRENTLY} IF EXISTS idx_languages_public;
-- DROP INDEX ${CONCURRENTLY} IF EXISTS idx_word_translations_meaning;
-- DROP INDEX ${CONCURRENTLY} IF EXISTS idx_words_lower_spelling;
