-- Test data for development and staging. Fixed ids: it may run as often as one likes.

INSERT INTO "User" ("id", "email", "name", "role", "updatedAt")
VALUES
    ('00000000-0000-4000-8000-000000000001', 'admin@example.com', 'Administrator', 'ADMIN', now()),
    ('00000000-0000-4000-8000-000000000002', 'editor@example.com', 'Editor', 'EDITOR', now()),
    ('00000000-0000-4000-8000-000000000003', 'viewer@example.com', NULL, 'VIEWER', now())
ON CONFLICT ("id") DO NOTHING;

INSERT INTO "Project" ("id", "ownerId", "title", "sourceLanguage", "status", "updatedAt")
VALUES
    (
        '00000000-0000-4000-8000-000000000101',
        '00000000-0000-4000-8000-000000000002',
        'Harbour, season 1',
        'en',
        'ACTIVE',
        now()
    )
ON CONFLICT ("id") DO NOTHING;

INSERT INTO "Video" ("id", "projectId", "title", "storageKey", "durationMs", "updatedAt")
VALUES
    (
        '00000000-0000-4000-8000-000000000201',
        '00000000-0000-4000-8000-000000000101',
        'Episode 1',
        'harbour/s01e01.mp4',
        1324480,
        now()
    ),
    (
        '00000000-0000-4000-8000-000000000202',
        '00000000-0000-4000-8000-000000000101',
        'Episode 2',
        'harbour/s01e02.mp4',
        1297120,
        now()
    )
ON CONFLICT ("id") DO NOTHING;

INSERT INTO "Job" ("id", "videoId", "type", "status", "targetLanguage", "progress")
VALUES
    (
        '00000000-0000-4000-8000-000000000301',
        '00000000-0000-4000-8000-000000000201',
        'TRANSLATE',
        'SUCCEEDED',
        'de',
        100
    ),
    (
        '00000000-0000-4000-8000-000000000302',
        '00000000-0000-4000-8000-000000000201',
        'SYNTHESIZE',
        'RUNNING',
        'de',
        40
    ),
    (
        '00000000-0000-4000-8000-000000000303',
        '00000000-0000-4000-8000-000000000202',
        'TRANSLATE',
        'PAUSED',
        'fr',
        0
    )
ON CONFLICT ("id") DO NOTHING;

INSERT INTO "Glossary" ("id", "projectId", "name", "targetLanguage", "updatedAt")
VALUES
    (
        '00000000-0000-4000-8000-000000000401',
        '00000000-0000-4000-8000-000000000101',
        'Ships and crew',
        'de',
        now()
    )
ON CONFLICT ("id") DO NOTHING;

INSERT INTO "GlossaryTerm" ("id", "glossaryId", "source", "translation")
VALUES
    ('00000000-0000-4000-8000-000000000501', '00000000-0000-4000-8000-000000000401', 'mooring line', 'Festmacherleine'),
    ('00000000-0000-4000-8000-000000000502', '00000000-0000-4000-8000-000000000401', 'bow thruster', 'Bugstrahlruder')
ON CONFLICT ("id") DO NOTHING;
