/** The health of a service's components, and the endpoint that serves it. */
package io.dbintel.runtime.health;
