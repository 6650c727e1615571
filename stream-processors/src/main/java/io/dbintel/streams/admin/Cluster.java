package io.dbintel.streams.admin;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** Which process hosts what, and the values that this one hosts. Thread-safe. */
interface Cluster {

  /**
   * Where an instance is.
   *
   * @param host host and port of the process
   * @param isHere whether that is this one
   */
  record Place(String host, int partition, boolean isHere) {}

  /**
   * The processes of the application.
   *
   * @param others host and port of those that are not this one
   * @param unnamed whether there are some that have no admin API
   */
  record Members(SortedSet<String> others, boolean unnamed) {}

  /** Host and port of this process. */
  String self();

  /**
   * Where an instance is, or would be.
   *
   * @throws ApiException when that is not settled
   */
  Place placeOf(String instance);

  /**
   * All processes.
   *
   * @throws ApiException when they are not known
   */
  Members members();

  /**
   * A copy of what is remembered of an instance that is here; empty for nothing.
   *
   * @throws ApiException when its partition is not here, or not yet
   */
  Optional<byte[]> instance(String instance, int partition);

  /**
   * Copies of what is remembered of all instances that are here, by name.
   *
   * @throws ApiException when the stores are not ready
   */
  SortedMap<String, byte[]> instances();

  /**
   * Copies of what is remembered of all tenants that are here, by name.
   *
   * @throws ApiException when the stores are not ready
   */
  Map<String, byte[]> tenants();
}
