package io.dbintel.exporter.http;

import io.dbintel.exporter.sink.ResultItem;
import io.dbintel.exporter.sink.Signal;
import java.net.URI;
import java.util.List;

/**
 * What distinguishes one kind of HTTP destination from another: how results become a request and
 * what the answer to an accepted request says. {@link HttpSink} does the rest. Thread-safe.
 */
public interface RequestFormat {

  /** Where requests go, as configured; messages show scheme, host and port of it. */
  URI destination();

  /** What is expected there, for messages, for example {@code OTLP/HTTP receiver}. */
  String receiver();

  /** Name of the setting with the address, for messages, for example {@code endpoint}. */
  String addressSetting();

  /**
   * The request that delivers the items, ready to be sent.
   *
   * @param items results of the signal, at least one
   */
  OutgoingRequest encode(Signal signal, List<ResultItem> items);

  /**
   * Whether a success status with such a body can come from the receiver; where not, something else
   * answers there, such as a login page, and nothing was delivered.
   *
   * @param contentType media type of the response body, empty without one
   */
  default boolean plausible(String contentType) {
    return true;
  }

  /**
   * What the destination says with a status that is no success, without credentials.
   *
   * @param body response body
   * @return empty for nothing that can be read
   */
  default String refusal(byte[] body) {
    return "";
  }

  /**
   * What the destination says with a success status.
   *
   * @param body response body; what cannot be read counts as full success
   */
  default Acceptance acceptance(byte[] body) {
    return Acceptance.FULL;
  }
}
