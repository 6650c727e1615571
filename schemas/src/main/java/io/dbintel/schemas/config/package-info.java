/** How to reach the broker and the schema registry: the settings that every service has. */
package io.dbintel.schemas.config;
