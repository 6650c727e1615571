/** What a service says about itself, and the endpoint that says it. */
package io.dbintel.runtime.health;
