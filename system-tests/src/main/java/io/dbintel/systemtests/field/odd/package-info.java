/** One class for each way in which a server is not as its makers meant it. */
package io.dbintel.systemtests.field.odd;
