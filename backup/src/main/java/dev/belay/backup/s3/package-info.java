/** Archives in S3 and whatever speaks its language. Its library is on no class path of the distribution: see {@code Storages}. */
@NullMarked
package dev.belay.backup.s3;

import org.jspecify.annotations.NullMarked;
