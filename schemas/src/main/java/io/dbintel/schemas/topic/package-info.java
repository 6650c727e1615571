/** The topics of the product, and the commands that create and check them. */
package io.dbintel.schemas.topic;
