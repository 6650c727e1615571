/** Takes the keys and arguments out of Redis commands. */
package io.dbintel.redaction.redis;
