-- Takes back add_feature_flags.sql.

BEGIN;

DROP TABLE IF EXISTS feature_flag_audit;
DROP TABLE IF EXISTS feature_flag_overrides;
DROP TABLE IF EXISTS feature_flags;

COMMIT;
