package xyz.anipub.web.page;

/**
 * What operators decide about the page.
 *
 * @param remoteImages whether it shows pictures from other origins, such as people's images; their servers then see who
 *     looks
 */
public record PageSettings(boolean remoteImages) {}
