/**
 * A run on a page while it trains: {@link dev.fovea.report.live.LiveServer} serves it on the
 * machine itself, of {@link dev.fovea.report.live.FolderRun}, which another process trains, or of
 * {@link dev.fovea.report.live.LiveTraining}, which this one does.
 */
package dev.fovea.report.live;
