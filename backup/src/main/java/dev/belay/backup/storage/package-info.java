/** Where archives are kept: folders of files on a disk or in S3, written once and never changed. */
@NullMarked
package dev.belay.backup.storage;

import org.jspecify.annotations.NullMarked;
