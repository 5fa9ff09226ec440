/**
 * Pages about models, each one file that needs nothing from outside: {@link
 * dev.fovea.report.Report} about one, {@link dev.fovea.report.Comparison} about several, {@link
 * dev.fovea.report.LivePage} about one that still trains. The words of pages are in templates,
 * {@code src/main/jte}, which put every value in as text; the charts are drawn by Chart.js in the
 * reader's browser.
 */
package dev.fovea.report;
