-- Prompt templates with versions, a log of every execution, rules that a prompt or an answer must pass, and experiments
-- that compare two templates.

BEGIN;

CREATE TABLE prompt_templates (
    template_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    template_key varchar(100) NOT NULL,
    version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    name varchar(255) NOT NULL,
    description text,
    template_text text NOT NULL,
    input_variables text[] NOT NULL DEFAULT '{}',
    model_settings jsonb NOT NULL DEFAULT '{}',
    is_active boolean NOT NULL DEFAULT false,
    created_by varchar(100),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (template_key, version)
);

-- An audit log: template and request are named by value, so that no deletion takes a row along.
CREATE TABLE prompt_executions (
    execution_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    template_key varchar(100) NOT NULL,
    template_version integer NOT NULL,
    correlation_id varchar(100),
    organization_id varchar(100),
    user_id varchar(100),
    experiment_name varchar(100),
    input_values jsonb NOT NULL DEFAULT '{}',
    output_text text,
    guardrail_results jsonb NOT NULL DEFAULT '[]',
    outcome varchar(30) NOT NULL CHECK (outcome IN ('succeeded', 'blocked', 'failed')),
    error_message text,
    input_tokens integer,
    output_tokens integer,
    duration_milliseconds integer,
    executed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE prompt_guardrails (
    guardrail_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL UNIQUE,
    description text,
    applies_to varchar(10) NOT NULL CHECK (applies_to IN ('input', 'output', 'both')),
    rule jsonb NOT NULL,
    on_violation varchar(10) NOT NULL DEFAULT 'block' CHECK (on_violation IN ('block', 'redact', 'warn')),
    is_active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

-- A template is the challenger of one experiment only; both keys also serve the foreign keys.
CREATE TABLE ab_test_experiments (
    experiment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(100) NOT NULL,
    hypothesis text,
    control_template_id bigint NOT NULL REFERENCES prompt_templates (template_id),
    challenger_template_id bigint NOT NULL UNIQUE REFERENCES prompt_templates (template_id),
    challenger_percentage smallint NOT NULL DEFAULT 50 CHECK (challenger_percentage BETWEEN 0 AND 100),
    status varchar(20) NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'running', 'stopped')),
    started_at timestamptz,
    stopped_at timestamptz,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (control_template_id, name),
    CONSTRAINT ab_test_experiments_two_templates CHECK (control_template_id <> challenger_template_id)
);

INSERT INTO prompt_templates
    (template_key, name, description, template_text, input_variables, model_settings, is_active)
VALUES
    (
        'topic_extraction',
        'Topic Extraction',
        'Finds the topic of a free request',
        'Name the one topic of the curriculum that this question of a student is about: {question}',
        '{question}',
        '{"temperature": 0.0, "max_tokens": 64}',
        true
    ),
    (
        'script_generation',
        'Script Generation',
        'Writes the script of a learning video',
        'Write a script of three minutes about {topic} for grade {grade_level}. Take every example from {interest}. '
            || 'Use only this material: {material}',
        '{topic,grade_level,interest,material}',
        '{"temperature": 0.7, "max_tokens": 2048}',
        true
    ),
    (
        'script_review',
        'Script Review',
        'Checks a script against its material',
        'List every statement of this script that the material does not support. Script: {script} Material: {material}',
        '{script,material}',
        '{"temperature": 0.0, "max_tokens": 1024}',
        true
    );

INSERT INTO prompt_guardrails (name, description, applies_to, rule, on_violation)
VALUES
    (
        'personal_data',
        'No names, addresses or numbers of people',
        'both',
        '{"kind": "detector", "detects": ["email", "phone", "address"]}',
        'redact'
    ),
    (
        'age_appropriate',
        'Fit for the grade it is written for',
        'output',
        '{"kind": "classifier", "labels": ["violence", "self_harm", "adult"], "threshold": 0.2}',
        'block'
    ),
    (
        'instruction_override',
        'The question does not try to replace the instructions',
        'input',
        '{"kind": "classifier", "labels": ["override"], "threshold": 0.5}',
        'block'
    );

COMMIT;
