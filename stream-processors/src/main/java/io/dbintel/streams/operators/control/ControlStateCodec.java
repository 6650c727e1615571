package io.dbintel.streams.operators.control;

import io.dbintel.streams.operator.PartCodec;
import io.dbintel.streams.operator.StateReader;
import io.dbintel.streams.operator.StateWriter;
import io.dbintel.streams.operators.control.StandingRequest.Opening;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes a {@link ControlState}; a few bytes when nothing is asked for. Requests stand behind the
 * fields of version 1, whose place for them stays empty: a release of version 1 has none of the
 * operators that make requests, so nobody would withdraw them there, and it would renew their
 * document for ever. It finds none instead, and the document ends by itself. Rounds of probes stand
 * at the end, as version 3 added them.
 */
final class ControlStateCodec implements PartCodec<ControlState> {

  @Override
  public int id() {
    return 8;
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public void write(ControlState state, StateWriter out) {
    out.writeUnsigned(state.version());
    out.writeUnsigned(state.fullPolls());
    out.writeUnsigned(state.validUntil());
    out.writeUnsigned(0);
    out.writeUnsigned(state.requests().size());
    for (StandingRequest request : state.requests()) {
      write(request, out);
    }
    for (StandingRequest request : state.requests()) {
      out.writeUnsigned(request.opening() == null ? 0 : request.opening().round());
    }
  }

  private static void write(StandingRequest request, StateWriter out) {
    out.writeText(request.operator());
    out.writeBoolean(request.opening() != null);
    if (request.opening() != null) {
      out.writeText(request.opening().reason());
      out.writeUnsigned(request.opening().probeAfterMs());
      out.writeUnsigned(request.opening().probePolls());
    }
    out.writeFixed(Double.doubleToLongBits(request.factor()));
    out.writeUnsigned(request.plans().size());
    for (String key : request.plans()) {
      out.writeBytes(HexFormat.of().parseHex(key));
    }
  }

  @Override
  public ControlState read(StateReader in, int version) {
    long documentVersion = in.readUnsigned();
    long fullPolls = in.readUnsigned();
    long validUntil = in.readUnsigned();
    List<StandingRequest> requests = new ArrayList<>(requests(in));
    if (!in.exhausted()) {
      requests.addAll(requests(in));
    }
    if (!in.exhausted()) {
      requests.replaceAll(request -> request.ofRound(in.readUnsigned()));
    }
    return new ControlState(documentVersion, fullPolls, validUntil, requests);
  }

  private static List<StandingRequest> requests(StateReader in) {
    List<StandingRequest> requests = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      requests.add(request(in));
    }
    return requests;
  }

  private static StandingRequest request(StateReader in) {
    String operator = in.readText();
    Opening opening = null;
    if (in.readBoolean()) {
      opening = new Opening(in.readText(), in.readUnsigned(), in.readCount(), 0);
    }
    double factor = Double.longBitsToDouble(in.readFixed());
    SortedSet<String> plans = new TreeSet<>();
    for (int left = in.readCount(); left > 0; left--) {
      plans.add(HexFormat.of().formatHex(in.readBytes()));
    }
    return new StandingRequest(operator, opening, factor, plans);
  }
}
