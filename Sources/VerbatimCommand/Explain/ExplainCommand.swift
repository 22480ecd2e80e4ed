import ArgumentParser
import Foundation
import Verbatim
import VerbatimExamples

/// `verbatim explain`: the compiled step of a program or a saved model as text.
struct ExplainCommand: ParsableCommand {
    static let configuration: CommandConfiguration = .init(
        commandName: "explain",
        abstract: "Print a compiled step: schedule, fusions, kernels, layouts, and the memory plan with its peak.",
        discussion: """
            Of a program, the training step; of a model that was saved, prediction. A line is one kernel: the stage it \
            runs in, what it does, how it is shared out, and where its operands and results lie: inputs, constants, \
            outputs, or @offset+bytes in the planned memory.
            """)

    @Argument(
        help: ArgumentHelp("A StableHLO program's text, instead of a program by name.", valueName: "program.mlir"))
    var path: String?

    @OptionGroup var options: ProgramOptions
    @OptionGroup var resources: ResourceOptions

    @Option(help: ArgumentHelp("The folder of a saved model, instead of a program.", valueName: "dir"))
    var model: String?

    @Flag(help: "Print the step's operations as StableHLO text instead.")
    var graph = false

    func run() throws {
        let executor = try resources.executor()
        if let path {
            let program = try ProgramFile(path: path).program()
            return print(graph ? program.graph.text : try executor.compiled(program.graph).explain())
        }
        guard let model else {
            let (trainer, batch) = try options.program().step(try options.settings(executor: executor))
            return print(graph ? try trainer.stepGraph(batch).text : try trainer.explainStep(batch))
        }
        guard options.example == nil, options.dataset == nil else {
            throw VerbatimError(
                .configuration, "one thing is explained at a time", received: "--model and a program",
                expected: "one of them")
        }
        let saved = try Model(contentsOf: URL(fileURLWithPath: model))
        let predictor = try Predictor(saved, executor: executor)
        let size = options.batchSize ?? 1
        print(graph ? try predictor.graph(batchSize: size).text : try predictor.explain(batchSize: size))
    }
}
