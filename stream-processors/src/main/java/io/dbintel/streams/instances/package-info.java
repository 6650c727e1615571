/** The processors that own the state of instances and of their statement rows. */
package io.dbintel.streams.instances;
