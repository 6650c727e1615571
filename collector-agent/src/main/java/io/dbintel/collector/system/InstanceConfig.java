package io.dbintel.collector.system;

import io.dbintel.runtime.config.DiscriminatedBy;

/**
 * One database instance to poll: a record of the system that the key {@code system} names. The
 * record throws {@link IllegalArgumentException} when its id is not of the form tenant/name.
 */
@DiscriminatedBy(value = "system", provider = DatabaseSystem.class)
public interface InstanceConfig {

  /** tenant/name: the key of every record of the instance. */
  String id();

  /** Host name or address. */
  String host();

  /** TCP port. */
  int port();

  /** Where the agent connects to, for messages, such as {@code host:port/database}. */
  String address();
}
