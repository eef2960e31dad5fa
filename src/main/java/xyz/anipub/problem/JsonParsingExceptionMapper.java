package xyz.anipub.problem;

import jakarta.json.stream.JsonParsingException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Text that is no JSON is the caller's fault: 400. Other JSON faults are ours and go the way of all bugs. */
@Provider
public class JsonParsingExceptionMapper implements ExceptionMapper<JsonParsingException> {

    @Override
    public Response toResponse(JsonParsingException fault) {
        return Problem.of(ProblemCode.INVALID, "The request body is not valid JSON.")
                .toResponse();
    }
}
