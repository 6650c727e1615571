/** Takes the values out of MongoDB commands. */
package io.dbintel.redaction.mongodb;
