-- Takes back enterprise_prompt_system_phase1.sql.

BEGIN;

DROP TABLE IF EXISTS ab_test_experiments;
DROP TABLE IF EXISTS prompt_guardrails;
DROP TABLE IF EXISTS prompt_executions;
DROP TABLE IF EXISTS prompt_templates;

COMMIT;
