/** The configuration of a project: defaults, belay.yaml, environment variables, command line. */
@NullMarked
package dev.belay.core.config;

import org.jspecify.annotations.NullMarked;
