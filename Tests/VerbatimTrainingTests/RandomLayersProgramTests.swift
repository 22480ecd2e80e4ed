import Testing
import Verbatim
import VerbatimExamples

/// The program of all layers that draw holds them all, and has one outcome.
@Suite struct RandomLayersProgramTests {
    @Test func everyDrawingLayerIsInIt() throws {
        let model = RandomLayersProgram.model()
        let declared = try model.declarations(inputs: [TensorType([2, 8, 8, 1], .f32)])
        let drawing = Set(
            declared.draws.map { draw in
                draw.layerPath.split(separator: "/").last!.split(separator: ".")[0].description
            })
        let expected: Set<String> = [
            "additiveAttention", "alphaDropout", "attention", "convLSTMCell", "dropout", "gRUCell", "gaussianDropout",
            "gaussianNoise", "groupQueryAttention", "lSTMCell", "multiHeadAttention", "randomBrightness",
            "randomColorDegeneration", "randomContrast", "randomCrop", "randomErasing", "randomFlip",
            "randomGaussianBlur", "randomGrayscale", "randomHue", "randomInvert", "randomPosterization",
            "randomRotation", "randomSaturation", "randomSharpness", "randomShear", "randomTranslation", "randomZoom",
            "simpleRNNCell", "solarization", "spatialDropout1D", "spatialDropout2D", "spatialDropout3D",
        ]
        #expect(drawing == expected)
    }

    @Test func itIsOneAnswer() throws {
        func result(_ executor: any Executor, parts: Int = 1) throws -> ProgramResult {
            var settings = ProgramSettings(executor: executor)
            settings.steps = 2
            settings.batchSize = 16
            settings.epochs = 1
            settings.microBatches = parts
            return try RandomLayersProgram().run(settings) { _ in }
        }
        let expected = try result(CPUExecutor(threads: 1, instructionSet: .baseline))
        #expect(expected.losses.count == 2)
        for set in InstructionSet.available {
            let found = try result(CPUExecutor(threads: 3, instructionSet: set), parts: 2)
            #expect(found.digest == expected.digest && found.losses == expected.losses, "\(set)")
        }
    }
}
