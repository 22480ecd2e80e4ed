import Verbatim
import VerbatimExamples

/// Draws weights and masks as TensorFlow 1 did from seed 999 and compares them bit for bit with the recorded ones.
struct DrawsReplay {
    let folder: GoldenFolder

    func run(_ tally: inout Tally) throws {
        let weights = try folder.tensors("init.safetensors")
        let masks = try folder.tensors("dropout_masks.safetensors")
        let source = TensorFlowOneSource(seed: 999)
        let declarations = try Keras12724Program.model().declarations(
            inputs: [TensorType([32, 32, 32, 3], .f32)])
        for (name, variable) in zip(GoldenNames.tensors, declarations.variables) {
            guard let value = try source.initialValue(of: variable, among: declarations) else { continue }
            tally.check(
                "draws tensorflow-1: \(name)", weights[name] == value, received: "other bits",
                expected: "the recorded weights")
        }
        for step in 0..<5 {
            for (name, draw) in zip(GoldenNames.dropouts, declarations.draws) {
                let drawn = try source.values(of: draw, step: step, among: declarations).array(of: Bool.self)
                let recorded = masks["step\(step + 1).\(name)"]?.array(of: UInt8.self).map { $0 != 0 }
                tally.check(
                    "draws tensorflow-1: step\(step + 1).\(name)", recorded == drawn, received: "another mask",
                    expected: "the recorded mask")
            }
        }
    }
}
