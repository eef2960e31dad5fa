package xyz.anipub.problem;

import java.time.Duration;

/**
 * How much is read of a body that is a file, and how many of these are waited for: they are larger than others, so there are fewer.
 *
 * @param body see there
 */
public record UploadLimits(BodyLimits body) {

    private static final String METHOD = "PUT";
    private static final String IMAGE = "/api/users/me/image";

    /** @param bytes the largest file; with these limits all together take 32 MiB */
    public static UploadLimits usual(int bytes) {
        return new UploadLimits(new BodyLimits(bytes, 1, Duration.ofSeconds(30), 16, 4));
    }

    /** Whether a request brings a file. @param address without the application's own part */
    public boolean isUpload(String method, String address) {
        return method.equals(METHOD) && address.equals(IMAGE);
    }
}
