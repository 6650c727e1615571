/** Schema ids: the client of a schema registry, and the registry that needs no server. */
package io.dbintel.schemas.registry;
