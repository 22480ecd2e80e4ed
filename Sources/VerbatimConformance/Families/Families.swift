/// The runner of each family.
enum Families {
    static let runners: [String: any FamilyRunner] = [
        "activations": ActivationsFamily(),
        "callbacks": CallbacksFamily(),
        "constraints": ConstraintsFamily(),
        "fit": FitFamily(),
        "initializers": InitializersFamily(),
        "layers": LayersFamily(),
        "legacy_functions": LegacyFunctionsFamily(),
        "legacy_optimizers": LegacyOptimizersFamily(),
        "losses": LossesFamily(),
        "metric_fns": MetricFunctionsFamily(),
        "metrics": MetricsFamily(),
        "ops": OpsFamily(),
        "optimizers": OptimizersFamily(),
        "regularizers": RegularizersFamily(),
        "schedules": SchedulesFamily(),
        "train": TrainFamily(),
        "utils": UtilitiesFamily(),
    ]
}
