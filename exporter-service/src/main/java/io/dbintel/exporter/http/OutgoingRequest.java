package io.dbintel.exporter.http;

import java.net.URI;
import java.util.Map;
import java.util.SortedMap;

/**
 * One POST request.
 *
 * @param uri where it goes
 * @param headers request headers
 * @param body body as it goes on the wire, compressed if a header says so
 * @param shortened how often something was shortened to a limit of the destination, by limit
 */
public record OutgoingRequest(
    URI uri, Map<String, String> headers, byte[] body, SortedMap<String, Integer> shortened) {}
