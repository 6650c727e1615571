/** Execution plans of an instance, each told once. */
package io.dbintel.streams.operators.plans;
