package io.dbintel.streams.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.runtime.http.HttpApi.BodyTooLargeException;
import io.dbintel.runtime.http.HttpApi.Handler;
import io.dbintel.runtime.http.HttpApi.Request;
import io.dbintel.runtime.http.HttpApi.Response;
import io.dbintel.schemas.InstanceId;
import io.dbintel.streams.admin.live.LiveViews;
import io.dbintel.streams.operator.SectionedState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests: knows who asks, whether they may, and which process has the answer. A request
 * about an instance is forwarded, once, to the process that hosts it.
 */
final class AdminApi implements Handler {
  private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
  private static final String JSON_TYPE = "application/json";

  private final Tokens tokens;
  private final Cluster cluster;
  private final Peers peers;
  private final InstanceAnswers answers;
  private final Lists lists;
  private final LiveViews live;
  private final OrderDesk orders;
  private final String document = document();

  AdminApi(
      Tokens tokens,
      Cluster cluster,
      Peers peers,
      InstanceAnswers answers,
      Lists lists,
      LiveViews live,
      OrderDesk orders) {
    this.tokens = tokens;
    this.cluster = cluster;
    this.peers = peers;
    this.answers = answers;
    this.lists = lists;
    this.live = live;
    this.orders = orders;
  }

  /** The OpenAPI document. */
  static String document() {
    try (InputStream in = AdminApi.class.getResourceAsStream("openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Response handle(Request request) throws IOException, InterruptedException {
    try {
      return answer(request);
    } catch (ApiException refused) {
      LOG.debug("{} {}: {}", request.method(), request.path(), refused.getMessage(), refused);
      return refused.response();
    } catch (BodyTooLargeException tooLarge) {
      return ApiException.tooLarge(tooLarge.getMessage()).response();
    }
  }

  private Response answer(Request request) throws IOException, InterruptedException {
    if (request.path().equals(Operation.BASE + Operation.OPENAPI.template())
        && request.method().equals("GET")) {
      return new Response(200, "application/yaml", Map.of(), document);
    }
    Caller caller =
        tokens.callerOf(request.header("Authorization")).orElseThrow(ApiException::unauthorized);
    Operation.Call call = Operation.of(request.method(), request.path());
    Operation operation = call.operation();
    if (!caller.role().covers(operation.role())) {
      if (operation.isOrder()) {
        orders.refuse(call, caller);
      }
      throw ApiException.forbidden(caller, operation.role());
    }
    String body = request.body();
    if (operation.isOfInstance()) {
      return ofInstance(call, instance(call.parts()), request, body, caller);
    }
    return operation == Operation.SKIP
        ? json(202, orders.skip(body, caller))
        : json(200, lists.list(operation, request));
  }

  private static String instance(Map<String, String> parts) {
    try {
      return new InstanceId(parts.get("tenant"), parts.get("name")).toString();
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound(e.getMessage());
    }
  }

  private Response ofInstance(
      Operation.Call call, String instance, Request request, String body, Caller caller)
      throws InterruptedException {
    Cluster.Place place = cluster.placeOf(instance);
    if (!place.isHere()) {
      if (Peers.isForwarded(request)) {
        throw ApiException.unavailable(
            instance + " is moving to another processor; ask again in some seconds", null);
      }
      return peers.forward(place.host(), request, body);
    }
    Optional<byte[]> stored = cluster.instance(instance, place.partition());
    if (stored.isEmpty()) {
      throw ApiException.notFound(
          "nothing is remembered of "
              + instance
              + "; expected tenant/name as its agents send it; /api/v1/instances has all");
    }
    if (call.operation().isOrder()) {
      return json(202, orders.order(call.operation(), instance, request.query(), body, caller));
    }
    return json(
        200, state(call.operation(), instance, SectionedState.of(stored.get()), request.query()));
  }

  private ObjectNode state(
      Operation operation, String instance, SectionedState state, String query) {
    switch (operation) {
      case CIRCUIT:
        Arguments.ofQuery(query);
        return answers.wholeCircuit(instance, state);
      case SAMPLING:
        Arguments.ofQuery(query);
        return answers.sampling(instance, state);
      case LEDGER:
        long hours = Arguments.ofQuery(query, "hours").whole("hours", 24, 1, 24);
        return answers.ledger(instance, state, live.glance(instance), hours);
      case STATEMENTS:
        Arguments said = Arguments.ofQuery(query, "order", "limit");
        String order = said.word("order", "time", LiveAnswers.ORDERS);
        long limit = said.whole("limit", 20, 1, 50);
        return LiveAnswers.statements(instance, live.look(instance), order, limit);
      case SESSIONS:
        Arguments.ofQuery(query);
        return LiveAnswers.sessions(instance, live.look(instance));
      case BLOCKING:
        Arguments.ofQuery(query);
        return LiveAnswers.blocking(instance, live.look(instance));
      default:
        throw new IllegalArgumentException(operation + " is not about the state of an instance");
    }
  }

  private static Response json(int code, ObjectNode body) {
    return new Response(code, JSON_TYPE, Map.of("Cache-Control", "no-store"), body.toString());
  }
}
