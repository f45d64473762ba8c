package org.concurrencybench.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.lifecycle.DefaultLifecycles;
import org.apache.maven.lifecycle.Lifecycle;
import org.apache.maven.lifecycle.LifecycleMappingDelegate;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.plugin.InvalidPluginDescriptorException;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoNotFoundException;
import org.apache.maven.plugin.PluginDescriptorParsingException;
import org.apache.maven.plugin.PluginNotFoundException;
import org.apache.maven.plugin.PluginResolutionException;
import org.apache.maven.project.MavenProject;

/**
 * What {@code mvn benchmark} does: everything that the default lifecycle does up to {@code
 * process-classes}, so that the code is compiled, and then whatever is bound to {@code benchmark}.
 *
 * <p>Maven knows no phase {@code benchmark}. {@code components.xml} beside this class declares a
 * lifecycle of that one phase and names this class as the one that fills it.
 */
public final class BenchmarkLifecycle implements LifecycleMappingDelegate {
  private static final String UNTIL = "process-classes";

  // Maven's own, injected as components.xml says.
  private LifecycleMappingDelegate standard;
  private DefaultLifecycles lifecycles;

  @Override
  public Map<String, List<MojoExecution>> calculateLifecycleMappings(
      MavenSession session, MavenProject project, Lifecycle lifecycle, String phase)
      throws PluginNotFoundException,
          PluginResolutionException,
          PluginDescriptorParsingException,
          MojoNotFoundException,
          InvalidPluginDescriptorException {
    Map<String, List<MojoExecution>> mappings =
        new LinkedHashMap<>(
            standard.calculateLifecycleMappings(session, project, lifecycles.get(UNTIL), UNTIL));
    mappings.put(phase, boundTo(phase, project));
    return mappings;
  }

  private static List<MojoExecution> boundTo(String phase, MavenProject project) {
    List<MojoExecution> bound = new ArrayList<>();
    for (Plugin plugin : project.getBuild().getPlugins()) {
      for (PluginExecution execution : plugin.getExecutions()) {
        if (phase.equals(execution.getPhase())) {
          for (String goal : execution.getGoals()) {
            MojoExecution mojo = new MojoExecution(plugin, goal, execution.getId());
            mojo.setLifecyclePhase(phase);
            bound.add(mojo);
          }
        }
      }
    }
    return bound;
  }
}
