package dev.belay.core.config;

/**
 * One effective key, for {@code belay config}.
 *
 * @param key its path, such as {@code environments.prod.url}
 * @param value what is in force; secrets are masked, also inside URLs
 * @param origin {@code belay.yaml:7}, {@code variable DATABASE_URL}, {@code --url}, {@code default}
 */
public record Origin(String key, String value, String origin) {}
